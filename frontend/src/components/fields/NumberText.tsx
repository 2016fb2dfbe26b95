import { readNumber } from "../../text/numbers";
import { type Look, ReadText } from "./ReadText";

type Props = Look & { value: unknown; isWhole: boolean; onChange: (value: number | string | undefined) => void };

/** The one field for a number. It is a text field: a browser's own number field drops what it cannot read. */
export function NumberText({ isWhole, ...field }: Props) {
  return <ReadText {...field} read={(text) => readNumber(text, isWhole)} />;
}
