/** What an attacker owns, and on which images it is therefore judged. */
export type Knowledge = { learnedFrom: string; attacked: string };

const known: Record<string, Knowledge> = {
  train: { learnedFrom: "training images", attacked: "test images" },
  infer: { learnedFrom: "first nine tenths of the test images", attacked: "last tenth of the test images" },
  none: { learnedFrom: "no images", attacked: "images of the gallery" },
};

export function knowledgeOf(id: string): Knowledge {
  return known[id] ?? { learnedFrom: id, attacked: "images" };
}
