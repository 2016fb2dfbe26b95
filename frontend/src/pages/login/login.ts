import { client } from "../../api/client";
import type { Session } from "../../api/types";
import { readSession } from "../../api/useSession";

/** Logs in and looks whether the browser kept the cookie. */
export async function login(body: { name?: string; password?: string }): Promise<Session> {
  const { error } = await client.POST("/api/v1/session", { body });
  if (error) throw error;
  const session = await readSession();
  if (session.me === null) {
    throw new Error(
      "The password is right, but the browser did not keep the session: over a network this page must be opened with https. Ask for a proxy that speaks TLS.",
    );
  }
  return session;
}
