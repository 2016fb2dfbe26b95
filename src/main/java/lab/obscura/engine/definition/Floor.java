package lab.obscura.engine.definition;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.attack.linear.LinearAttack;

/**
 * The linear attacker under a list of attacks: an error above its own was measured by an attacker that was not given enough. It stands
 * under everybody who owns images and may ask the device about them, or holds its weights and need not ask.
 */
final class Floor {

    private Floor() {}

    /**
     * What a list lacks: one linear attack for each set of own images that occurs in it.
     *
     * @param granted by the experiment's threat model
     */
    static List<Map<String, Object>> under(List<Attack> attacks, ThreatModel granted) {
        if (!granted.grants(Access.QUERIES)) {
            return List.of();
        }
        return attacks.stream()
                .filter(Floor::canLearn)
                .map(Attack::knowledge)
                .distinct()
                .filter(knowledge -> attacks.stream().noneMatch(attack -> isLinear(attack, knowledge)))
                .map(knowledge -> Map.<String, Object>of(
                        "attack", LinearAttack.INFO.id(), Knowledge.SETTING.name(), knowledge.id()))
                .toList();
    }

    private static boolean canLearn(Attack attack) {
        ThreatModel needs = attack.needs();
        return needs.grants(Access.AUXILIARY_IMAGES)
                && (needs.grants(Access.QUERIES) || needs.grants(Access.WEIGHTS))
                && attack.knowledge() != Knowledge.NONE;
    }

    private static boolean isLinear(Attack attack, Knowledge knowledge) {
        return attack.info().id().equals(LinearAttack.INFO.id()) && attack.knowledge() == knowledge;
    }
}
