import { SimpleGrid, Stack } from "@mantine/core";
import { api } from "../../api/client";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { ClaimCard } from "./ClaimCard";
import { NewAccount } from "./NewAccount";
import { PeopleTable } from "./PeopleTable";

/** Accounts and their roles; for admins. */
export function PeoplePage() {
  const accounts = api.useQuery("get", "/api/v1/accounts", {});
  return (
    <>
      <PageHead title="People" lead="Who may log in, and what each may do. Names stay for good: an account is locked, not deleted." />
      <Loaded query={accounts} loading={<LoadingRows rows={4} />}>
        {({ accounts: all }) => (
          <Stack gap="lg">
            <PeopleTable accounts={all} />
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <NewAccount />
              <ClaimCard names={all.filter(({ disabled }) => !disabled).map(({ name }) => name)} />
            </SimpleGrid>
          </Stack>
        )}
      </Loaded>
    </>
  );
}
