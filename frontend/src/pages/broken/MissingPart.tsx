import { Button, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { PageTitle } from "../../components/PageTitle";
import { isServed, reloadOnce } from "./reload";

const askAgainMillis = 2_000;

/** The words of Chromium, Firefox and Safari for a part of the program that could not be fetched. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|importing a module script failed|preload CSS/i.test(error.message);
}

/** A page that was not visited before is fetched when it is; without the service, or after it was upgraded, that fails. */
export function MissingPart() {
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    const ask = async () => {
      if (await isServed()) setBack(!reloadOnce(Date.now()));
    };
    void ask();
    const timer = setInterval(() => void ask(), askAgainMillis);
    return () => clearInterval(timer);
  }, []);
  return (
    <Stack align="flex-start" role="alert">
      <PageTitle text="This page is not loaded yet" />
      <Text>
        {isBack
          ? "The service answers, but this page could not be fetched from it. It may have been upgraded a moment ago."
          : "The service does not answer, and this page was not visited before. It is loaded as soon as the service is back; pages that were visited still work."}
      </Text>
      <Button onClick={() => window.location.reload()} disabled={!isBack}>
        Load again
      </Button>
    </Stack>
  );
}
