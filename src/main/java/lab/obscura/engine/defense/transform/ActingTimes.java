package lab.obscura.engine.defense.transform;

import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * When a perturbation acts. Always when the accuracy is measured and when a target sends; in training and towards an attacker that
 * learns from answers as the definition says.
 */
record ActingTimes(boolean training, boolean attackersTraining) {

    static final Setting<Boolean> IN_TRAINING = Setting.flag("inTraining")
            .describedAs("Whether the network is trained with it, or meets it only when it is used");

    static final Setting<Boolean> IN_ATTACKERS_TRAINING = Setting.flag("inAttackersTraining")
            .defaultsTo(true)
            .describedAs("Whether an attacker's decoder learns from perturbed answers; the public code leaves it out");

    static ActingTimes of(SettingsReader settings) {
        return new ActingTimes(settings.get(IN_TRAINING), settings.get(IN_ATTACKERS_TRAINING));
    }

    boolean include(Moment moment) {
        return switch (moment) {
            case TRAINING -> training;
            case ATTACKERS_TRAINING -> attackersTraining;
            case VALIDATION, TRANSMISSION -> true;
        };
    }
}
