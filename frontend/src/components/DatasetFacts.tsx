import { Text } from "@mantine/core";
import type { Dataset } from "../api/types";

/** What a data set says of itself, a line each; nothing about what it does not say. */
export function DatasetFacts({ dataset }: { dataset: Dataset }) {
  return linesOf(dataset).map((line) => (
    <Text key={line} size="xs" c="dimmed">
      {line}
    </Text>
  ));
}

function linesOf({ id, title, license, citation, like, normalization, augmentation, attributeNames, state }: Dataset): string[] {
  const lines = [
    title === id ? "" : title,
    attributeNames.length > 0 && `Second label: ${attributeNames.join(", ")}`,
    license && `License: ${license}`,
    citation && `Cite: ${citation}`,
    like && `Taken from ${like}`,
    state === "usable" && `Normalization: ${constants(normalization)}`,
    augmentation && `Augmentation: ${augmentation}`,
  ];
  return lines.filter((line): line is string => typeof line === "string" && line !== "");
}

function constants({ mean, standardDeviation }: Dataset["normalization"]): string {
  return mean.length === 0 ? "measured on the training images" : `mean ${mean.join(", ")}; deviation ${standardDeviation.join(", ")}`;
}
