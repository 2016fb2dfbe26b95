import { Code, Stack, Text, Title } from "@mantine/core";
import { useRouteError } from "react-router";
import { isMissingPart, MissingPart } from "./MissingPart";
import { LoadAgain } from "./LoadAgain";

/** What stands in place of a page that throws or does not arrive; the menu stays. */
export function BrokenPage() {
  const error = useRouteError();
  if (isMissingPart(error)) return <MissingPart />;
  return (
    <Stack align="flex-start">
      <Title order={1} size="h2">
        This page broke
      </Title>
      <Text>Your runs are not affected. Load the page again; if it breaks again, the message below tells where.</Text>
      <Code block w="100%">
        {error instanceof Error ? error.message : String(error)}
      </Code>
      <LoadAgain />
    </Stack>
  );
}
