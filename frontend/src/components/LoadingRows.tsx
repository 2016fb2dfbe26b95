import { Skeleton, Stack } from "@mantine/core";
import { Children, type ReactNode } from "react";

export function LoadingRows({ rows = 5, height = 36 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="xs" role="status" aria-label="Loading">
      {Children.toArray(Array<ReactNode>(rows).fill(<Skeleton height={height} />))}
    </Stack>
  );
}
