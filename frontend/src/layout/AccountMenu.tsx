import { ActionIcon, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "react-router";
import { client } from "../api/client";
import { useForgetAnswers, useSession } from "../api/useSession";

async function logout() {
  const { error } = await client.DELETE("/api/v1/session");
  if (error) throw error;
}

/** Who is logged in, and the pages about people; where there are no accounts only where to be told of what. */
export function AccountMenu() {
  const { data } = useSession();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const forget = useForgetAnswers();
  const leave = useMutation({
    mutationFn: logout,
    onSuccess: async () => {
      await forget();
      await navigate("/login");
    },
  });
  if (!data) return null;
  if (data.mode === "off") {
    return (
      <ActionIcon component={Link} to="/notifications" variant="default" size="lg" aria-label="Notifications">
        <span aria-hidden>⚑</span>
      </ActionIcon>
    );
  }
  if (data.me === null) {
    return pathname === "/login" ? null : (
      <ActionIcon component={Link} to="/login" variant="default" size="lg" w={64}>
        Log in
      </ActionIcon>
    );
  }
  const { name, role } = data.me;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={`Account of ${name}`}>
          {name.slice(0, 1).toUpperCase()}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {name} · {role}
        </Menu.Label>
        <Menu.Item component={Link} to="/account">
          Account
        </Menu.Item>
        <Menu.Item component={Link} to="/notifications">
          Notifications
        </Menu.Item>
        <Menu.Item component={Link} to="/projects">
          Projects
        </Menu.Item>
        {role === "admin" && (
          <>
            <Menu.Item component={Link} to="/people">
              People
            </Menu.Item>
            <Menu.Item component={Link} to="/quotas">
              Quotas
            </Menu.Item>
            <Menu.Item component={Link} to="/audit">
              Audit
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => leave.mutate()}>{leave.isError ? "Not logged out: try again" : "Log out"}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
