import { Anchor, Text } from "@mantine/core";
import { Link, useLocation } from "react-router";
import { PageHead } from "../../components/PageHead";

export function MissingPage() {
  const { pathname } = useLocation();
  return (
    <>
      <PageHead title="There is no such page" />
      <Text>
        There is no page at <b>{pathname}</b>. Go to the{" "}
        <Anchor component={Link} underline="always" to="/">
          start page
        </Anchor>{" "}
        or to the{" "}
        <Anchor component={Link} underline="always" to="/runs">
          runs
        </Anchor>
        .
      </Text>
    </>
  );
}
