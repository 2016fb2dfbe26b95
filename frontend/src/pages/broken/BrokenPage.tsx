import { Button, Code, Container, Stack, Text, Title } from "@mantine/core";
import { useRouteError } from "react-router";

/** The last resort when a page throws: says so instead of staying white. */
export function BrokenPage() {
  const error = useRouteError();
  return (
    <Container size="sm" py="xl">
      <Stack align="flex-start">
        <Title order={1}>This page broke</Title>
        <Text>Your runs are not affected. Load the page again; if it breaks again, the message below tells where.</Text>
        <Code block w="100%">{error instanceof Error ? error.message : String(error)}</Code>
        <Button onClick={() => window.location.reload()}>Load again</Button>
      </Stack>
    </Container>
  );
}
