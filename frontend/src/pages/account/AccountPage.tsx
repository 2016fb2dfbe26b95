import { SimpleGrid, Stack } from "@mantine/core";
import { useSession } from "../../api/useSession";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { ChangePassword } from "./ChangePassword";
import { NewToken } from "./NewToken";
import { OwnUsage } from "./OwnUsage";
import { SessionTable } from "./SessionTable";
import { TokenTable } from "./TokenTable";

/** What belongs to who is logged in: tokens, usage, sessions, the password. */
export function AccountPage() {
  const session = useSession();
  return (
    <>
      <PageHead title="Account" lead="Tokens for programs, the browsers where you are logged in, and your password." />
      <Loaded query={session} loading={<LoadingRows rows={4} />}>
        {({ mode, me }) =>
          me === null ? (
            <EmptyNote title="Nobody is logged in">
              {mode === "off" ? "The service runs without accounts: only this machine can reach it." : "Log in to see your account."}
            </EmptyNote>
          ) : (
            <Stack gap="lg">
              <TokenTable />
              <SimpleGrid cols={{ base: 1, md: 2 }}>
                <NewToken role={me.role} />
                {mode === "local" && <ChangePassword />}
              </SimpleGrid>
              <OwnUsage />
              <SessionTable />
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}
