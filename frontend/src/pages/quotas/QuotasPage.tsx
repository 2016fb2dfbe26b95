import { api } from "../../api/client";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { HolderTable } from "./HolderTable";

/** What accounts and projects use and may use; for admins. */
export function QuotasPage() {
  const quotas = api.useQuery("get", "/api/v1/quotas", {});
  return (
    <>
      <PageHead
        title="Quotas"
        lead="What accounts and projects use, and what they may. A field left empty goes by the service; 0 is no limit."
      />
      <Loaded query={quotas} loading={<LoadingRows rows={4} />}>
        {({ holders, windowSeconds }) => <HolderTable holders={holders} days={Math.round(windowSeconds / 86_400)} />}
      </Loaded>
    </>
  );
}
