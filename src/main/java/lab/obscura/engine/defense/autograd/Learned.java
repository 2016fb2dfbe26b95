package lab.obscura.engine.defense.autograd;

import java.util.List;
import lab.obscura.engine.seed.Seeds;

/**
 * A small network that a part trains: how its parameters begin and how they learn, wherever they lie.
 *
 * @param seeds of what is drawn
 */
public record Learned(StoredAdam adam, List<Initial> initials, Seeds seeds) {

    public Learned {
        initials = List.copyOf(initials);
    }
}
