/** Where the navigation leads, with the second key of the shortcut "g …". */
export const destinations = [
  { path: "/", title: "Start", key: "h" },
  { path: "/boards", title: "Boards", key: "b" },
  { path: "/runs", title: "Runs", key: "r" },
  { path: "/studies", title: "Studies", key: "t" },
  { path: "/tables", title: "Tables", key: "p" },
  { path: "/submit", title: "Submit", key: "s" },
  { path: "/compare", title: "Compare", key: "c" },
  { path: "/workers", title: "Workers", key: "w" },
  { path: "/disk", title: "Disk", key: "d" },
] as const;
