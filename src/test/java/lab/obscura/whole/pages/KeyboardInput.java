package lab.obscura.whole.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A person without a mouse: what Tab and the arrows do not reach is not there. */
final class KeyboardInput implements Input {

    private static final int PATIENCE = 400;

    private final Page page;

    KeyboardInput(Page page) {
        this.page = page;
    }

    @Override
    public void presses(Locator target) {
        target.waitFor();
        reaches(target, "menuitem".equals(target.getAttribute("role")) ? "ArrowDown" : "Tab");
        page.keyboard().press("Enter");
    }

    @Override
    public void ticks(Locator box) {
        box.waitFor();
        reaches(box, "Tab");
        page.keyboard().press("Space");
    }

    /** Tab leads to the tab that is open, the arrows to the others. */
    @Override
    public void turnsTo(Locator tab) {
        tab.waitFor();
        reaches(tab.locator("xpath=..").locator("[aria-selected=true]"), "Tab");
        reaches(tab, "ArrowRight");
    }

    private void reaches(Locator target, String key) {
        int pressed = 0;
        while (!isFocused(target) && pressed++ < PATIENCE) {
            page.keyboard().press(key);
        }
        assertThat(isFocused(target)).as("%s reaches %s", key, target).isTrue();
    }

    private static boolean isFocused(Locator target) {
        return (Boolean) target.evaluate("element => element === document.activeElement");
    }
}
