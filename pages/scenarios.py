from __future__ import annotations

import streamlit as st

st.write("scenarios")
