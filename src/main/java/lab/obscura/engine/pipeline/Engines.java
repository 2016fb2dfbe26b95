package lab.obscura.engine.pipeline;

import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.dl4j.Dl4jEngine;

/** The catalogue of engines. */
final class Engines {

    private Engines() {}

    /** The engine that a definition names; the definition was checked, so it is known. */
    static Engine named(String id) {
        return switch (id) {
            case "dl4j" -> Dl4jEngine.create();
            default -> throw new IllegalArgumentException("No engine is called " + id);
        };
    }
}
