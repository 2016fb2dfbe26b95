import { Button } from "@mantine/core";

export function LoadAgain() {
  return <Button onClick={() => window.location.reload()}>Load again</Button>;
}
