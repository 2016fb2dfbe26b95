import { Button, Card, Stack, Text } from "@mantine/core";
import { useNavigate, useSearchParams } from "react-router";
import type { Session } from "../../api/types";
import { useForgetAnswers, useSession } from "../../api/useSession";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { FirstAdminCard } from "./FirstAdminCard";
import { nextOf } from "./nextOf";
import { PasswordCard } from "./PasswordCard";
import { ProviderCard } from "./ProviderCard";
import { ProxyCard } from "./ProxyCard";

/** Proves who asks. While there is no admin, makes the first one. */
export function LoginPage() {
  const session = useSession();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const forget = useForgetAnswers();
  const goOn = async (known: Session) => {
    await forget(known);
    await navigate(nextOf(search.get("next")), { replace: true });
  };
  return (
    <>
      <PageHead title="Log in" lead="An admin makes accounts, and gives a new password when one is forgotten." />
      <Loaded query={session} loading={<LoadingRows rows={2} height={120} />}>
        {({ mode, me, bootstrap }) => {
          if (mode === "off") {
            return <EmptyNote title="Nobody needs to log in">Only this machine can reach the service, so it asks nobody.</EmptyNote>;
          }
          return (
            <Stack maw={440}>
              {me !== null && (
                <Card withBorder>
                  <Text>
                    You are <strong>{me.name}</strong>.
                  </Text>
                  <Button mt="sm" variant="default" onClick={() => void navigate(nextOf(search.get("next")))}>
                    Go on
                  </Button>
                </Card>
              )}
              {bootstrap && <FirstAdminCard onLogin={goOn} />}
              {mode === "proxy" && <ProxyCard onLogin={goOn} />}
              {mode === "oidc" && <ProviderCard failed={search.get("failed")} />}
              {!bootstrap && <PasswordCard onLogin={goOn} />}
            </Stack>
          );
        }}
      </Loaded>
    </>
  );
}
