package lab.obscura.engine.attack;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;

/** What a training loop keeps of whatever learns in it: one network, or several as if they were one. */
interface Learner {

    NetworkState state();

    void load(NetworkState state);

    static Learner of(Network network) {
        return of(Map.of("", network));
    }

    /** @param networks by what their tensors' names begin with in the state */
    static Learner of(Map<String, Network> networks) {
        return new Learner() {

            @Override
            public NetworkState state() {
                var tensors = new LinkedHashMap<String, Tensor>();
                networks.forEach((prefix, network) ->
                        network.state().tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor)));
                return new NetworkState(tensors);
            }

            @Override
            public void load(NetworkState state) {
                networks.forEach((prefix, network) -> {
                    var tensors = new LinkedHashMap<String, Tensor>();
                    state.tensors().forEach((name, tensor) -> {
                        if (name.startsWith(prefix)) {
                            tensors.put(name.substring(prefix.length()), tensor);
                        }
                    });
                    network.load(new NetworkState(tensors));
                });
            }
        };
    }
}
