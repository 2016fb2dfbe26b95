import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, client } from "../../api/client";
import { useKept } from "../../components/useKept";

async function isPaused(): Promise<boolean> {
  const { data, error } = await client.GET("/api/v1/queue");
  if (error) throw error;
  return data.paused;
}

async function write(reason: string): Promise<"written"> {
  const { error } = await client.POST("/api/v1/queue/pause", { body: { reason: reason === "" ? null : reason } });
  if (error) throw error;
  return "written";
}

async function resumeQueue(): Promise<void> {
  const { error } = await client.POST("/api/v1/queue/resume");
  if (error) throw error;
}

/** Pausing and resuming. Somebody else's reason is replaced only by a person who was shown it; a typed one is kept until it was sent. */
export function usePause() {
  const cache = useQueryClient();
  const [kept, keep] = useKept<string>("reason to pause");
  const reason = kept ?? "";
  const queue = api.useQuery("get", "/api/v1/queue", {}, { refetchInterval: 3_000 });
  const renew = () => void cache.invalidateQueries();
  const sent = (outcome: string) => {
    if (outcome === "written") keep(undefined);
    renew();
  };
  const pause = useMutation({
    mutationFn: async () => ((await isPaused()) ? ("paused meanwhile" as const) : write(reason)),
    onSuccess: sent,
  });
  const change = useMutation({
    mutationFn: () => write(reason),
    onSuccess: (outcome) => {
      pause.reset();
      sent(outcome);
    },
  });
  const resume = useMutation({
    mutationFn: resumeQueue,
    onSuccess: () => {
      pause.reset();
      renew();
    },
  });
  return { queue, reason, type: (text: string) => keep(text === "" ? undefined : text), pause, change, resume };
}
