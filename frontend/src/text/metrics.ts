/** How a measure is written, and which direction is good for whoever defends. */
export type MetricStyle = { title: string; digits: number; better: "higher" | "lower"; says: string };

const styles: Record<string, MetricStyle> = {
  accuracy: { title: "Accuracy", digits: 3, better: "higher", says: "share of test images classified correctly" },
  mse: { title: "MSE", digits: 4, better: "higher", says: "mean squared error of what was rebuilt; higher is more private" },
  psnr: { title: "PSNR", digits: 2, better: "lower", says: "peak signal-to-noise ratio in dB; lower is more private" },
  ssim: { title: "SSIM", digits: 3, better: "lower", says: "structural similarity; lower is more private" },
};

export const boardMetrics = ["accuracy", "mse", "psnr", "ssim"] as const;

export function metricStyle(name: string): MetricStyle {
  return styles[name] ?? { title: name, digits: 4, better: "lower", says: name };
}

export function betterArrow(name: string): string {
  return metricStyle(name).better === "higher" ? "↑" : "↓";
}
