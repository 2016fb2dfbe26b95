import { QueryClient } from "@tanstack/react-query";
import { onReturn } from "./connection";
import { isSilence } from "./problem";

const mostRetries = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // The service often runs on the same machine, so that a browser without a network still reaches it.
      networkMode: "always",
      // What the service refused stays refused; only a service that does not answer is asked again.
      retry: (failures, error) => isSilence(error) && failures < mostRetries,
    },
    mutations: { networkMode: "always" },
  },
});

// Pages without a rhythm of their own come back by themselves too.
onReturn(() => void queryClient.invalidateQueries());
