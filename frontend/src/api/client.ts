import createClient, { type Middleware } from "openapi-fetch";
import createQueryHooks from "openapi-react-query";
import type { paths } from "./schema";
import { readSubmitter } from "./submitter";

const nameTheSubmitter: Middleware = {
  onRequest({ request }) {
    const submitter = readSubmitter();
    if (request.method !== "GET" && submitter !== "") {
      request.headers.set("X-Submitter", submitter);
    }
    return request;
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
client.use(nameTheSubmitter, refuseForeignErrors);

/** Typed hooks: `api.useQuery("get", "/api/v1/runs", …)`. */
export const api = createQueryHooks(client);
