package lab.obscura.engine.attack;

import lab.obscura.engine.settings.SettingsSchema;

/**
 * What the catalogue says of an attack.
 *
 * @param id name in a definition
 * @param sentence what it does, in one sentence
 * @param paper where it comes from
 * @param needs what it has to see
 */
public record AttackInfo(
        String id, String title, String sentence, String paper, ThreatModel needs, SettingsSchema schema) {}
