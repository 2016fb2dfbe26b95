import { Title, type TitleProps } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useArrival } from "./useArrival";

type Props = { text: string; tab?: string; size?: TitleProps["size"] };

/** The one heading of first order, where one arrives; also the title of the browser's tab. */
export function PageTitle({ text, tab = `${text} · Obscura`, size = "h2" }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading);
  useEffect(() => {
    document.title = tab;
  }, [tab]);
  return (
    <Title ref={heading} order={1} size={size} tabIndex={-1}>
      {text}
    </Title>
  );
}
