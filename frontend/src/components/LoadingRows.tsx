import { Skeleton, Stack } from "@mantine/core";

export function LoadingRows({ rows = 5, height = 36 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="xs" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => <Skeleton key={row} height={height} />)}
    </Stack>
  );
}
