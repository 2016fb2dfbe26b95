package lab.obscura.whole.pages;

import com.microsoft.playwright.Locator;

/** How a person gets at what a page offers. */
interface Input {

    /** A link, a button or an entry of an open menu. */
    void presses(Locator target);

    /** A box to tick. */
    void ticks(Locator box);

    /** A tab of a list of tabs. */
    void turnsTo(Locator tab);
}
