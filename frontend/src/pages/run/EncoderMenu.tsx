import { Button, Menu } from "@mantine/core";
import { encoderUrl } from "../../api/links";

/** The trained edge encoder to take away. */
export function EncoderMenu({ run }: { run: string }) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<span aria-hidden>▾</span>}>
          Encoder
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={encoderUrl(run, "onnx")} download>
          ONNX model, for devices (.onnx)
        </Menu.Item>
        <Menu.Item component="a" href={encoderUrl(run, "checkpoint")} download>
          Checkpoint of Obscura (.obs)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
