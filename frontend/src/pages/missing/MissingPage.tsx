import { Anchor, Text } from "@mantine/core";
import { Link, useLocation } from "react-router";
import { EmptyNote } from "../../components/EmptyNote";

export function MissingPage() {
  const { pathname } = useLocation();
  return (
    <EmptyNote title="There is no such page">
      <Text>
        Nothing lives at <b>{pathname}</b>. Go to the <Anchor component={Link} to="/">start page</Anchor> or to
        the <Anchor component={Link} to="/runs">runs</Anchor>.
      </Text>
    </EmptyNote>
  );
}
