"""What Streamlit's own part of a page says in English, and what stands there instead.

Streamlit 1.67 has no translations: `lib/static/shell.js` puts these words in its place, in the
browser. A gap in braces stands for whatever Streamlit writes there. Words that our pages never
show (charts by other libraries, chat, camera, deployment, cells of other kinds) are not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lib.text import N_, translator

if TYPE_CHECKING:
    from lib.model.vocabulary import Lang

# Said as it is in English.
_SAME: Final = (
    # The menu at the top right, and what stands beside it.
    N_("Main menu"),
    N_("App pages"),
    N_("Skip to main content"),
    N_("Theme"),
    N_("System"),
    N_("Light"),
    N_("Dark"),
    N_("Print"),
    N_("Rerun"),
    N_("Stop"),
    N_("Running..."),
    N_("Close"),
    N_("Dismiss"),
    N_("Scroll tabs left"),
    N_("Scroll tabs right"),
    N_("Expand sidebar"),
    N_("Collapse sidebar"),
    # Lists of choices.
    N_("Choose an option"),
    N_("Choose options"),
    N_("Select all"),
    N_("Select {n} matches"),
    N_("Selected values"),
    N_("Selectbox options"),
    N_("Multiselect options"),
    N_("No results"),
    N_("No options to select"),
    N_("Show suggestions"),
    N_("Suggestions"),
    N_("Open"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Clear entry"),
    N_("Remove {name}"),
    N_("You can only select up to {n} options. Remove an option first."),
    N_("You can only select up to {n} option. Remove an option first."),
    N_("{n} options available."),
    N_("{n} option available."),
    N_("{name}, selected"),
    # Fields.
    N_("Help"),
    N_("Help for {name}"),
    N_("Press Enter to apply"),
    N_("Press Enter to submit form"),
    N_("Press Ctrl+Enter to apply"),
    N_("Press Ctrl+Enter to submit form"),
    N_("Press ⌘+Enter to apply"),
    N_("Press ⌘+Enter to submit form"),
    # Files.
    N_("Error:"),
    N_("Add files"),
    N_("file upload"),
    N_("{size} per file"),
    N_("Drag and drop a file here"),
    N_("File must be {size} or smaller."),
    N_("{kind} files are not allowed."),
    N_("File size is too small."),
    N_("Only one file is allowed."),
    N_("Unexpected error. Please try again."),
    N_("Download failed"),
    N_("Connection lost. Please wait for the app to reconnect, then try again."),
    # Pictures, charts and tables.
    N_("Fullscreen"),
    N_("Close fullscreen"),
    N_("Show data"),
    N_("Show chart"),
    N_("Download as PNG"),
    N_("Download as CSV"),
    N_("Copy to clipboard"),
    N_("Copied"),
    N_("Copied!"),
    N_("Search"),
    N_("Type to search"),
    N_("Close Search"),
    N_("Next Result"),
    N_("Previous Result"),
    N_("Show/hide columns"),
    N_("Dataframe column menu"),
    N_("Sort ascending"),
    N_("Sort descending"),
    N_("Format"),
    N_("Autosize"),
    N_("Pin column"),
    N_("Unpin column"),
    N_("Hide column"),
    N_("Copy column name"),
    N_("Statistics"),
    N_("Clear selection"),
    N_("Add row"),
    N_("Delete row(s)"),
    N_("Automatic"),
    N_("Localized"),
    N_("Plain"),
    N_("Compact"),
    N_("Dollar"),
    N_("Euro"),
    N_("Yen"),
    N_("Percent"),
    N_("Scientific"),
    N_("Accounting"),
    N_("Calendar"),
    N_("Distance"),
    N_("Count"),
    N_("Distinct"),
    N_("Empty"),
    N_("Minimum"),
    N_("Maximum"),
    N_("Average"),
    N_("Median"),
    N_("Sum"),
    N_("Range"),
    N_("Standard deviation"),
    N_("Loading..."),
    N_("Invalid input."),
    N_("The value cannot be interpreted as a number."),
    N_("X-axis for a linear scale with values from {low} to {high}"),
    N_("Y-axis for a linear scale with values from {low} to {high}"),
)

# Said otherwise in English as well: words for who runs a server, not for who reads a page.
_OTHERWISE: Final = {
    "Connecting": N_("Connecting…"),
    "Connecting to Streamlit server": N_("Waiting for the server"),
    "Unable to connect to Streamlit server": N_("The server does not answer"),
    "Page not found": N_("There is no such page"),
    "The page that you have requested does not seem to exist. Running the app's main page.": N_(
        "The address names a page that is not here. The start page is shown."
    ),
    "You have requested page /{page}, but no corresponding file was found in the app's pages/ "
    "directory. Running the app's main page.": N_(
        "The address names a page that is not here ({page}). The start page is shown."
    ),
    "Upload": N_("Choose a file"),
    "add icon": N_("Add files"),
    # Of a file that is sent; Streamlit hands on what its library says.
    "AxiosError: Request failed with status code 413": N_(
        "The server does not take a file of this size from you."
    ),
    "AxiosError: Request failed with status code {code}": N_(
        "The file did not arrive ({code}). Reload the page, then try again."
    ),
    "AxiosError: Network Error": N_("The file did not arrive. Try again in a moment."),
    "Network issue": N_("A part of the page did not load."),
    "Bad message format": N_("A part of the page did not arrive whole. Please reload the page."),
    "Script execution error": N_("This view could not be drawn. Please reload the page."),
}


def words(lang: Lang) -> dict[str, str]:
    """What stands in a page of `lang` instead of each of Streamlit's own texts."""
    _ = translator(lang).gettext
    found = {source: _(text) for source, text in _OTHERWISE.items()}
    if lang != "en":
        found |= {text: _(text) for text in _SAME}
    return found
