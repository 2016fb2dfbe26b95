import { Code, Stack, Text } from "@mantine/core";
import { useRouteError } from "react-router";
import { PageTitle } from "../../components/PageTitle";
import { isMissingPart, MissingPart } from "./MissingPart";
import { LoadAgain } from "./LoadAgain";

/** What stands in place of a page that throws or does not arrive; the menu stays. */
export function BrokenPage() {
  const error = useRouteError();
  if (isMissingPart(error)) return <MissingPart />;
  return (
    <Stack align="flex-start">
      <PageTitle text="This page broke" />
      <Text>Your runs are not affected. Load the page again; if it breaks again, the message below tells where.</Text>
      <Code block w="100%" style={{ whiteSpace: "pre-wrap" }}>
        {error instanceof Error ? error.message : String(error)}
      </Code>
      <LoadAgain />
    </Stack>
  );
}
