package lab.obscura.engine.catalog;

import static lab.obscura.engine.catalog.Catalog.entry;

import java.util.List;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.cloud.QueryFreeAttack;
import lab.obscura.engine.attack.decoder.DecoderAttack;
import lab.obscura.engine.attack.decoder.GanDecoder;
import lab.obscura.engine.attack.decoder.InverseNetworkAttack;
import lab.obscura.engine.attack.decoder.LabelConditionedDecoder;
import lab.obscura.engine.attack.decoder.NoiseAwareDecoder;
import lab.obscura.engine.attack.decoder.RefinedDecoder;
import lab.obscura.engine.attack.decoder.RepeatedQueryDecoder;
import lab.obscura.engine.attack.decoder.SiftFunnelDecoder;
import lab.obscura.engine.attack.generative.GanPriorAttack;
import lab.obscura.engine.attack.generative.GinverAttack;
import lab.obscura.engine.attack.inversion.WhiteBoxInversion;
import lab.obscura.engine.attack.linear.LinearAttack;

/** The catalog of attacks. A new attack is one class and one line here. */
public final class Attacks {

    private static final Catalog<Attack> ALL = new Catalog<>(List.of(
            entry(DecoderAttack.INFO, DecoderAttack::new),
            entry(NoiseAwareDecoder.INFO, NoiseAwareDecoder::new),
            entry(RepeatedQueryDecoder.INFO, RepeatedQueryDecoder::new),
            entry(LabelConditionedDecoder.INFO, LabelConditionedDecoder::new),
            entry(GanDecoder.INFO, GanDecoder::new),
            entry(RefinedDecoder.INFO, RefinedDecoder::new),
            entry(LinearAttack.INFO, LinearAttack::new),
            entry(InverseNetworkAttack.INFO, InverseNetworkAttack::new),
            entry(SiftFunnelDecoder.INFO, SiftFunnelDecoder::new),
            entry(QueryFreeAttack.INFO, QueryFreeAttack::new),
            entry(GanPriorAttack.INFO, GanPriorAttack::new),
            entry(GinverAttack.INFO, GinverAttack::new),
            variant(WhiteBoxInversion.Variant.HE),
            variant(WhiteBoxInversion.Variant.SIFT_FUNNEL),
            variant(WhiteBoxInversion.Variant.CEM),
            variant(WhiteBoxInversion.Variant.LABEL_ONLY)));

    private Attacks() {}

    private static Catalog.Entry<Attack> variant(WhiteBoxInversion.Variant variant) {
        return entry(variant.info(), variant::with);
    }

    public static Catalog<Attack> catalog() {
        return ALL;
    }
}
