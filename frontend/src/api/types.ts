// The names the pages use for what the API document describes.
import type { components, operations } from "./schema";

type Schemas = components["schemas"];

export type Board = Schemas["Board"];
export type BoardFamily = Schemas["BoardFamily"];
export type BoardRow = Schemas["BoardRow"];
export type Catalog = Schemas["Catalog"];
export type CatalogPart = Schemas["CatalogPart"];
export type CatalogAttack = Schemas["CatalogAttack"];
export type Comparison = Schemas["Comparison"];
export type ComparedRun = Schemas["ComparedRun"];
export type ComparedImage = Schemas["ComparedImage"];
export type ComparedRebuilt = Schemas["ComparedRebuilt"];
export type Curves = Schemas["Curves"];
export type Definition = Schemas["Definition"];
export type DryRun = Schemas["DryRun"];
export type Experiment = Schemas["Experiment"];
export type GalleryImage = Schemas["GalleryImage"];
export type Rebuilt = Schemas["GalleryRebuilt"];
export type Preset = Schemas["Preset"];
export type Run = Schemas["Run"];
export type RunAttack = Schemas["RunAttack"];
export type AttackAdequacy = Schemas["AttackAdequacy"];
export type RunStanding = Schemas["RunStanding"];
export type RunRow = Schemas["RunRow"];
export type Worker = Schemas["Worker"];
export type BoardEntry = Schemas["Boards"]["boards"][number];
export type Dataset = Schemas["Datasets"]["datasets"][number];
export type RunState = Schemas["RunRow"]["state"];
export type ExportFormat = operations["exportBoard"]["parameters"]["path"]["format"];
export type Study = Schemas["Study"];
export type StudyCell = Schemas["StudyCell"];
export type StudyProgress = Schemas["StudyProgress"];
export type StudyDryRun = Schemas["StudyDryRun"];
export type StudyDefinition = Schemas["StudyDefinition"];
export type Spread = Schemas["Spread"];
export type RunPage = Schemas["RunPage"];
