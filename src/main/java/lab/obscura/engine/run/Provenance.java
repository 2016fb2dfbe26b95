package lab.obscura.engine.run;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.BuildInfo;
import lab.obscura.engine.MachineInfo;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.definition.Identity;
import lab.obscura.engine.network.Engine;

/** What a number is traced back to. */
final class Provenance {

    private Provenance() {}

    static Map<String, String> of(Engine engine, DatasetInfo data, Identity identity, long seed, boolean isTakenOver) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("seed", String.valueOf(seed));
        facts.put("trainingHash", identity.trainingHash(seed));
        facts.put("networkTakenOver", String.valueOf(isTakenOver));
        facts.put("attackHash", identity.attackHash(seed));
        facts.put("dataset", data.id());
        facts.put("dataHash", data.contentHash());
        facts.put("synthetic", String.valueOf(data.synthetic()));
        facts.put("engine", engine.describe());
        facts.put("numericsVersion", String.valueOf(Identity.NUMERICS_VERSION));
        facts.put("metricVersions", Metrics.versions());
        facts.put("obscura", BuildInfo.ofThisProgram().toString());
        facts.put("java", Runtime.version().toString());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        var machine = MachineInfo.ofThisMachine();
        facts.put("host", machine.host());
        facts.put("processor", machine.processor());
        facts.put("instructionSet", machine.instructionSet());
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return facts;
    }
}
