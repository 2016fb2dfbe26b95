import { QueryClient } from "@tanstack/react-query";
import { problemOf } from "./problem";

const mostRetries = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // What the service refused stays refused; only a service that does not answer is asked again.
      retry: (failures, error) => problemOf(error).status === 0 && failures < mostRetries,
    },
  },
});
