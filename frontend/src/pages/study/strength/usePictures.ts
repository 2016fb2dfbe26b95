import { useQueries } from "@tanstack/react-query";

/** Pictures as addresses that hold them, so that a saved drawing is whole; null for what is not there. */
async function readPicture(address: string): Promise<string | null> {
  const answer = await fetch(address);
  if (!answer.ok) return null;
  const reader = new FileReader();
  const read = new Promise<string>((done, failed) => {
    reader.onload = () => done(reader.result as string); // of a data address it is always text
    reader.onerror = () => failed(new Error(`The picture ${address} cannot be read`));
  });
  reader.readAsDataURL(await answer.blob());
  return read;
}

type Answers = { data: string | null | undefined }[];

/** Pictures never change. The same list for the same addresses, undefined where one is not there (yet). */
export function usePictures(addresses: string[]): (string | undefined)[] {
  return useQueries({
    queries: addresses.map((address) => ({
      queryKey: ["picture", address],
      queryFn: () => readPicture(address),
      staleTime: Infinity,
    })),
    combine: pictures,
  });
}

function pictures(answers: Answers): (string | undefined)[] {
  return answers.map(({ data }) => data ?? undefined);
}
