package lab.obscura.study.expand;

import java.util.List;

/** What is varied: its name and its values, each with another label. */
public record Axis(String name, List<AxisValue> values) {

    public Axis {
        values = List.copyOf(values);
    }
}
