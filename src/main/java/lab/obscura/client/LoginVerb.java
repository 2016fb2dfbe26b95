package lab.obscura.client;

import java.util.function.Supplier;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;
import tools.jackson.databind.JsonNode;

/** Keeps a token for a service, once it has shown that it is one. It is never an argument: those are seen by every user of the machine. */
final class LoginVerb {

    private final ServiceCall service;
    private final TokenFile file;
    private final Terminal terminal;
    private final Supplier<String> token;

    /** @param token asks for it: on a terminal without showing what is typed, else on standard input */
    LoginVerb(ServiceCall service, TokenFile file, Terminal terminal, Supplier<String> token) {
        this.service = service;
        this.file = file;
        this.terminal = terminal;
        this.token = token;
    }

    ExitCode run(Arguments arguments) {
        JsonNode session = new ServiceCall(service.url(), "").get("/api/v1/session");
        if (session.path("mode").asString("").equals("off")) {
            say(arguments, session, "The service at " + service.url() + " asks nobody for a token");
            return ExitCode.SUCCEEDED;
        }
        String typed = token.get().strip();
        if (!ServiceCall.isToken(typed)) {
            throw new NotDone(
                    ExitCode.SETTINGS,
                    "This is no token: one begins with obs_, and the page Account of the service makes it");
        }
        JsonNode known = new ServiceCall(service.url(), typed).get("/api/v1/session");
        JsonNode me = known.path("me");
        if (!me.isObject()) {
            throw new NotDone(ExitCode.SETTINGS, "This is no token of the service at " + service.url());
        }
        file.put(service.url(), typed);
        say(
                arguments,
                known,
                "You are " + me.path("name").asString() + " at " + service.url() + ", with the role "
                        + me.path("role").asString() + ". The token is kept in " + file.path());
        return ExitCode.SUCCEEDED;
    }

    private void say(Arguments arguments, JsonNode session, String line) {
        if (arguments.has("json")) {
            terminal.json(session);
        } else {
            terminal.say(line);
        }
    }
}
