package lab.obscura.engine.run;

import lab.obscura.engine.defense.LiveDefense;
import lab.obscura.engine.network.TrainedNetwork;
import lab.obscura.engine.training.SplitNetwork;

/** A trained split network at rest: both halves without native memory, and the defense between them, which
 * others close. */
record TrainedSplit(TrainedNetwork edge, TrainedNetwork tail, LiveDefense defense) {

    static TrainedSplit of(SplitNetwork network) {
        return new TrainedSplit(TrainedNetwork.of(network.edge()), TrainedNetwork.of(network.tail()), network.live());
    }
}
