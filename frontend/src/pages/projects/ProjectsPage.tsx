import { SimpleGrid, Stack } from "@mantine/core";
import { useProjects } from "../../api/useProjects";
import { useMay } from "../../api/useSession";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { NewProject } from "./NewProject";
import { ProjectTable } from "./ProjectTable";

/** Groups of people: who is in which; admins make and change them. */
export function ProjectsPage() {
  const projects = useProjects();
  const { administer } = useMay();
  return (
    <>
      <PageHead
        title="Projects"
        lead="Groups of people. What is submitted for a project is seen by its members alone, until its owner publishes it."
      />
      <Loaded query={projects} loading={<LoadingRows rows={3} />}>
        {({ projects: all }) => (
          <Stack gap="lg">
            {all.length === 0 ? (
              <EmptyNote title="No project">{administer ? "Make one below." : "You are in none; admins make them."}</EmptyNote>
            ) : (
              <ProjectTable projects={all} isEditable={administer} />
            )}
            {administer && (
              <SimpleGrid cols={{ base: 1, md: 2 }}>
                <NewProject />
              </SimpleGrid>
            )}
          </Stack>
        )}
      </Loaded>
    </>
  );
}
