package lab.obscura.engine.leakage.rebuilt;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.recognition.ClassifierPlan;
import lab.obscura.engine.settings.Setting;

/** The settings that measures of reconstructions share. */
final class RebuiltImages {

    static final Setting<Integer> IMAGES = Setting.integer("images", 1, 10_000)
            .defaultsTo(1000)
            .describedAs("At most so many reconstructions of each attack, evenly spread over what it attacked");

    private RebuiltImages() {}

    static Setting<?>[] settings() {
        List<Setting<?>> all = new ArrayList<>(List.of(IMAGES));
        all.addAll(ClassifierPlan.SETTINGS);
        return all.toArray(Setting<?>[]::new);
    }
}
