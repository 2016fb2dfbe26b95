import { Card, Text } from "@mantine/core";
import type { LiveRun } from "../../../api/types";

/** The gallery's images, and below each what an attack has made of it so far; the attack at work first. */
export function InterimPictures({ pictures }: { pictures: LiveRun["pictures"] }) {
  return (
    <>
      {pictures.map(({ attack, detail, picture }) => (
        <Card key={attack} withBorder component="section" aria-label={`So far: ${attack}`}>
          <Text size="sm" mb="xs" style={{ overflowWrap: "anywhere" }}>
            <b>{attack}</b>, {detail}: originals, and below each what is rebuilt so far
          </Text>
          <img
            className="pixels"
            src={picture}
            alt={`The gallery's images, and below each what ${attack} makes of it, ${detail}`}
            style={{ width: "min(100%, 50rem)" }}
          />
        </Card>
      ))}
    </>
  );
}
