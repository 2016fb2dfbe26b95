import createClient, { type Middleware } from "openapi-fetch";
import createQueryHooks from "openapi-react-query";
import { noteSilence, noteStatus } from "./connection";
import { isBeingRead } from "./problem";
import { hasAccounts, sessionToken } from "./accountsInUse";
import { queryClient } from "./queryClient";
import type { paths } from "./schema";
import { readSubmitter, submitterHeader } from "./submitter";

/** A service that takes a request and never answers is as far away as one that is down. */
const patienceMillis = 20_000;

const answered = 200;

/** The status alone says as much of a service without its database. */
async function isPatienceAsked(response: Response): Promise<boolean> {
  return (
    response.status === 503 &&
    isBeingRead(
      await response
        .clone()
        .json()
        .catch(() => undefined),
    )
  );
}

/** Without accounts by the name that was typed; with accounts by the session, which a change must repeat in a header. */
const sayWhoAsks: Middleware = {
  onRequest({ request }) {
    const submitter = readSubmitter();
    if (request.method !== "GET" && hasAccounts()) {
      request.headers.set("X-XSRF-TOKEN", sessionToken());
    } else if (request.method !== "GET" && submitter !== "") {
      request.headers.set("X-Submitter", submitterHeader(submitter));
    }
    return new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(patienceMillis)]) });
  },
};

const watchTheConnection: Middleware = {
  async onResponse({ response }) {
    noteStatus((await isPatienceAsked(response)) ? answered : response.status);
    return undefined;
  },
  onError({ error }) {
    const isOurs = error instanceof DOMException && error.name === "AbortError";
    if (!isOurs) noteSilence();
  },
};

const notLoggedIn = 401;

/** A session that is over changes the frame: it leads to the login. */
const noticeTheEndOfTheSession: Middleware = {
  onResponse({ response, schemaPath }) {
    if (response.status === notLoggedIn && !schemaPath.startsWith("/api/v1/session")) {
      void queryClient.invalidateQueries({ queryKey: ["get", "/api/v1/session"] });
    }
    return undefined;
  },
};

/** Answers that are not JSON (a proxy's page, an empty 502) would otherwise pass for "no error". */
const refuseForeignErrors: Middleware = {
  onResponse({ response }) {
    const type = response.headers.get("Content-Type") ?? "";
    if (!response.ok && !type.includes("json")) {
      throw new Error(`Status ${response.status} ${response.statusText} without an explanation`);
    }
    return undefined;
  },
};

export const client = createClient<paths>({ baseUrl: "/" });
// The last one sees an answer first.
client.use(refuseForeignErrors, sayWhoAsks, noticeTheEndOfTheSession, watchTheConnection);

/** Typed hooks: `api.useQuery("get", "/api/v1/runs", …)`. */
export const api = createQueryHooks(client);
