package lab.obscura.engine.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackInfo;
import lab.obscura.engine.attack.cloud.QueryFreeAttack;
import lab.obscura.engine.attack.decoder.DecoderAttack;
import lab.obscura.engine.attack.decoder.InverseNetworkAttack;
import lab.obscura.engine.attack.decoder.LabelConditionedDecoder;
import lab.obscura.engine.attack.decoder.NoiseAwareDecoder;
import lab.obscura.engine.attack.decoder.RepeatedQueryDecoder;
import lab.obscura.engine.attack.inversion.WhiteBoxInversion;
import lab.obscura.engine.settings.SettingsReader;

/** The catalogue of attacks. A new attack is one class and one line here. */
public final class Attacks {

    private static final List<Entry> ALL = List.of(
            new Entry(DecoderAttack.INFO, DecoderAttack::new),
            new Entry(NoiseAwareDecoder.INFO, NoiseAwareDecoder::new),
            new Entry(RepeatedQueryDecoder.INFO, RepeatedQueryDecoder::new),
            new Entry(LabelConditionedDecoder.INFO, LabelConditionedDecoder::new),
            new Entry(InverseNetworkAttack.INFO, InverseNetworkAttack::new),
            new Entry(QueryFreeAttack.INFO, QueryFreeAttack::new),
            entry(WhiteBoxInversion.Variant.HE),
            entry(WhiteBoxInversion.Variant.SIFT_FUNNEL),
            entry(WhiteBoxInversion.Variant.CEM));

    /** What is known of an attack, and how to make one. */
    public record Entry(AttackInfo info, Function<SettingsReader, Attack> make) {}

    private Attacks() {}

    private static Entry entry(WhiteBoxInversion.Variant variant) {
        return new Entry(variant.info(), variant::with);
    }

    public static List<Entry> all() {
        return ALL;
    }

    public static List<String> ids() {
        return ALL.stream().map(entry -> entry.info().id()).toList();
    }

    public static Optional<Entry> find(String id) {
        return ALL.stream().filter(entry -> entry.info().id().equals(id)).findFirst();
    }
}
