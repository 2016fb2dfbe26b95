import { Stack } from "@mantine/core";
import { api } from "../../api/client";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { DeliveryTable } from "./DeliveryTable";
import { DestinationTable } from "./DestinationTable";
import { NewDestination } from "./NewDestination";

/** Where one is told of what, and what became of the messages. */
export function NotificationsPage() {
  const notifications = api.useQuery("get", "/api/v1/notifications", {});
  return (
    <>
      <PageHead
        title="Notifications"
        lead="A word when it is done: to a program, a channel, or your mailbox. Nothing is sent until you ask for it."
      />
      <Loaded query={notifications} loading={<LoadingRows rows={4} />}>
        {({ destinations, events, mail }) => (
          <Stack gap="lg">
            <DestinationTable destinations={destinations} events={events} />
            <NewDestination events={events} mail={mail} />
            {destinations.length > 0 && <DeliveryTable />}
          </Stack>
        )}
      </Loaded>
    </>
  );
}
