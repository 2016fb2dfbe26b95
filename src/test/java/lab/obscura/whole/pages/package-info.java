/** Tests with a real browser in front of a real server: what people see, type and hear. */
package lab.obscura.whole.pages;
