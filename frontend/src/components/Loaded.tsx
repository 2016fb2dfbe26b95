import type { ReactNode } from "react";
import { isSilence } from "../api/problem";
import { ProblemBox } from "./ProblemBox";

type Query<T> = { data: T | undefined; error: unknown; isError: boolean; refetch: () => unknown };
type Props<T> = { query: Query<T>; loading: ReactNode; children: (data: T) => ReactNode };

/** What a query answered. It stays while the service is silent (the frame says so) or refuses to renew it (said above it). */
export function Loaded<T>({ query, loading, children }: Props<T>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) return query.isError ? <ProblemBox error={query.error} onRetry={retry} /> : loading;
  return (
    <>
      {query.isError && !isSilence(query.error) && <ProblemBox error={query.error} onRetry={retry} />}
      {children(query.data)}
    </>
  );
}
