import { useState } from "react";
import { own, type Purpose, readPurpose } from "../../api/purpose";
import { useProjects } from "../../api/useProjects";

/** For what one submits: as last time, unless that project is none of one's own any more. */
export function usePurpose(): [Purpose, (purpose: Purpose) => void] {
  const [purpose, setPurpose] = useState(readPurpose);
  const { data } = useProjects();
  const isKnown = data?.projects.some(({ name }) => name === purpose.project) ?? false;
  return [isKnown ? purpose : own, setPurpose];
}
