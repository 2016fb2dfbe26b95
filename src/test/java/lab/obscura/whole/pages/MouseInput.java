package lab.obscura.whole.pages;

import com.microsoft.playwright.Locator;

/** A person with a mouse. */
final class MouseInput implements Input {

    @Override
    public void presses(Locator target) {
        target.click();
    }

    @Override
    public void ticks(Locator box) {
        box.check();
    }

    @Override
    public void turnsTo(Locator tab) {
        tab.click();
    }
}
