"""usage: flasklogin_peer.py PORT : Flask-Login 0.6.2 session + remember cookie."""
import sys, os; sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from flask import Flask, jsonify, request, session
from flask_login import LoginManager, UserMixin, login_required, fresh_login_required, login_user, logout_user, current_user, confirm_login
app = Flask(__name__); app.secret_key = "flask-login-secret"
lm = LoginManager(app)
class U(UserMixin):
    def __init__(s, i): s.id = i
@lm.user_loader
def ul(i): return U(i) if i in ("1", "ü", "a|b") else None
@app.route("/login", methods=["POST"])
def login(): b = request.get_json(); return jsonify(ok=login_user(U(b["id"]), remember=b.get("remember", False)))
@app.route("/logout", methods=["POST"])
def logout(): return jsonify(ok=logout_user())
@app.route("/me")
@login_required
def me(): return jsonify(id=current_user.get_id(), fresh=session.get("_fresh"), session=dict(session))
@app.route("/fresh")
@fresh_login_required
def fresh(): return jsonify(id=current_user.get_id())
@app.route("/confirm", methods=["POST"])
@login_required
def conf(): confirm_login(); return jsonify(ok=True)
from flask_peer import serve; serve(app, sys.argv[1])
