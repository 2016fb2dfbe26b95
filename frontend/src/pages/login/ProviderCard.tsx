import { Button, Card, Stack, Text, Title } from "@mantine/core";
import { Notice } from "../../components/Notice";

/** To the provider of OpenID Connect, and back; why it did not work the last time. */
export function ProviderCard({ failed }: { failed: string | null }) {
  return (
    <Card withBorder component="section" aria-label="With your organization">
      <Stack gap="sm">
        <Title order={2} size="h4">
          With your organization
        </Title>
        <Text size="sm">Its login page asks who you are, and leads back.</Text>
        {failed !== null && (
          <Notice role="alert" color="red" title="Not logged in" sign="✗">
            {failed === "account"
              ? "Your account is locked, or somebody else has your name here. Ask an admin."
              : "Its answer could not be used. Try again; the log of the service says more."}
          </Notice>
        )}
        <Button component="a" href="/oauth2/authorization/oidc">
          Continue
        </Button>
      </Stack>
    </Card>
  );
}
